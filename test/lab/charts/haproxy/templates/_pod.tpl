{{- /* The pod and its container as objects: a field without a value is left out, as the real chart does. */ -}}
{{- define "pod" -}}
{{- $v := .Values -}}
{{- $volumes := list (dict "name" "haproxy-config" "configMap" (dict "name" (include "object" .))) -}}
{{- range $v.mountedSecrets -}}
  {{- $volumes = append $volumes (dict "name" .volumeName "secret" (dict "secretName" .secretName)) -}}
{{- end -}}
{{- $pod := dict
  "serviceAccountName" (include "account" .)
  "automountServiceAccountToken" $v.serviceAccount.automountServiceAccountToken
  "terminationGracePeriodSeconds" $v.terminationGracePeriodSeconds
  "securityContext" $v.podSecurityContext
  "dnsPolicy" $v.dnsPolicy
  "volumes" (concat $volumes $v.extraVolumes)
  "containers" (list (include "container" . | fromJson)) -}}
{{- range $field := list "topologySpreadConstraints" "nodeSelector" "affinity" "tolerations" "priorityClassName" -}}
  {{- with get $v $field -}}{{- $_ := set $pod $field . -}}{{- end -}}
{{- end -}}
{{ $pod | toJson }}
{{- end }}

{{- define "container" -}}
{{- $v := .Values -}}
{{- $ports := list -}}
{{- range $name, $port := $v.containerPorts -}}
  {{- $ports = append $ports (dict "name" $name "containerPort" $port "protocol" "TCP") -}}
{{- end -}}
{{- $config := dict "name" "haproxy-config" "mountPath" $v.configMount.mountPath -}}
{{- with $v.configMount.subPath -}}{{- $_ := set $config "subPath" . -}}{{- end -}}
{{- $mounts := concat (list $config) $v.extraVolumeMounts -}}
{{- range $v.mountedSecrets -}}
  {{- $mounts = append $mounts (dict "name" .volumeName "mountPath" .mountPath) -}}
{{- end -}}
{{- $container := dict
  "name" .Chart.Name
  "image" (printf "%s:%s" $v.image.repository ($v.image.tag | default .Chart.AppVersion))
  "imagePullPolicy" $v.image.pullPolicy
  "ports" $ports
  "resources" $v.resources
  "volumeMounts" $mounts -}}
{{- if $v.securityContext.enabled -}}
  {{- $_ := set $container "securityContext" (omit $v.securityContext "enabled") -}}
{{- end -}}
{{- if $v.args.enabled -}}
  {{- $_ := set $container "args" (concat $v.args.defaults $v.args.extraArgs) -}}
{{- end -}}
{{- range $field := list "livenessProbe" "readinessProbe" "startupProbe" "lifecycle" -}}
  {{- with get $v $field -}}{{- $_ := set $container $field . -}}{{- end -}}
{{- end -}}
{{- with $v.extraEnvs -}}{{- $_ := set $container "env" . -}}{{- end -}}
{{ $container | toJson }}
{{- end }}
