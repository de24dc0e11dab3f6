{{- define "app" -}}
{{ .Values.nameOverride | default .Chart.Name | trunc 63 | trimSuffix "-" }}
{{- end }}

{{- define "object" -}}
{{- $app := .Values.nameOverride | default .Chart.Name -}}
{{- $long := contains $app .Release.Name | ternary .Release.Name (printf "%s-%s" .Release.Name $app) -}}
{{ .Values.fullnameOverride | default $long | trunc 63 | trimSuffix "-" }}
{{- end }}

{{- define "account" -}}
{{ .Values.serviceAccount.name | default (.Values.serviceAccount.create | ternary (include "object" .) "default") }}
{{- end }}

{{- define "selector" -}}
{{ dict "app.kubernetes.io/name" (include "app" .) "app.kubernetes.io/instance" .Release.Name | toJson }}
{{- end }}

{{- define "labels" -}}
{{- $labels := include "selector" . | fromJson -}}
{{- $_ := set $labels "helm.sh/chart" (printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-") -}}
{{- $_ := set $labels "app.kubernetes.io/version" .Chart.AppVersion -}}
{{- $_ := set $labels "app.kubernetes.io/managed-by" .Release.Service -}}
{{ $labels | toJson }}
{{- end }}

{{- define "metadata" -}}
{{- $namespace := .Values.namespaceOverride | default .Release.Namespace -}}
{{ dict "name" (include "object" .) "namespace" $namespace "labels" (include "labels" . | fromJson) | toJson }}
{{- end }}
