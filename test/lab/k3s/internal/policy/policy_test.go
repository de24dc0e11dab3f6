package policy

import (
	"slices"
	"testing"

	v1 "k8s.io/api/core/v1"
	netv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/yaml"
)

func pod(namespace, name, address string, port int32) *v1.Pod {
	labels := map[string]string{"app": name}
	made := &v1.Pod{ObjectMeta: metav1.ObjectMeta{Namespace: namespace, Name: name, Labels: labels}}
	made.Status = v1.PodStatus{Phase: v1.PodRunning, PodIP: address}
	made.Spec.Containers = []v1.Container{{Ports: []v1.ContainerPort{
		{Name: "http", ContainerPort: port, Protocol: v1.ProtocolTCP},
	}}}
	return made
}

// cluster: backend and database in blog, proxy in blog-proxy; one policy in blog.
func cluster(t *testing.T, spec string) State {
	t.Helper()
	policy := &netv1.NetworkPolicy{ObjectMeta: metav1.ObjectMeta{Namespace: "blog", Name: "policy"}}
	if err := yaml.UnmarshalStrict([]byte(spec), &policy.Spec); err != nil {
		t.Fatal(err)
	}
	namespace := func(name string) *v1.Namespace {
		return &v1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: name, Labels: map[string]string{"name": name}}}
	}
	return State{
		Policies: []*netv1.NetworkPolicy{policy},
		Pods: []*v1.Pod{
			pod("blog", "backend", "10.42.0.2", 8080), pod("blog", "database", "10.42.0.3", 3306),
			pod("blog-proxy", "proxy", "10.42.0.4", 80),
		},
		Namespaces: []*v1.Namespace{namespace("blog"), namespace("blog-proxy")},
	}
}

func TestPoliciesBecomeRules(t *testing.T) {
	for name, test := range map[string]struct {
		spec string
		pod  int
		want []string
	}{
		"nothing is let in without a rule": {
			"{podSelector: {}, policyTypes: [Ingress]}", 0,
			[]string{"-s 10.42.0.2/32 -j RETURN", "-j REJECT"},
		},
		"an empty rule lets everything in": {
			"{podSelector: {}, policyTypes: [Ingress], ingress: [{}]}", 0,
			[]string{"-s 0.0.0.0/0 -j RETURN", "-s 10.42.0.2/32 -j RETURN", "-j REJECT"},
		},
		"a peer of another namespace, on the receiver's port": {
			`{podSelector: {matchLabels: {app: backend}}, policyTypes: [Ingress], ingress: [{
                from: [{namespaceSelector: {matchLabels: {name: blog-proxy}}, podSelector: {matchLabels: {app: proxy}}}],
                ports: [{port: http}]}]}`, 0,
			[]string{"-s 10.42.0.2/32 -j RETURN", "-s 10.42.0.4/32 -p tcp --dport 8080 -j RETURN", "-j REJECT"},
		},
		"going out to a peer's own port": {
			`{podSelector: {matchLabels: {app: backend}}, policyTypes: [Egress], egress: [{
                to: [{namespaceSelector: {}, podSelector: {matchLabels: {app: proxy}}}], ports: [{port: http}]}]}`, 0,
			[]string{"-d 10.42.0.2/32 -j RETURN", "-d 10.42.0.4/32 -p tcp --dport 80 -j RETURN", "-j REJECT"},
		},
		"without a selector of namespaces only the own one is meant": {
			"{podSelector: {matchLabels: {app: backend}}, policyTypes: [Ingress], ingress: [{from: [{podSelector: {}}]}]}", 0,
			[]string{"-s 10.42.0.2/32 -j RETURN", "-s 10.42.0.3/32 -j RETURN", "-j REJECT"},
		},
		"going out to a range of ports of a block with an exception": {
			`{podSelector: {matchLabels: {app: database}}, policyTypes: [Egress], egress: [{
                to: [{ipBlock: {cidr: 10.0.0.0/30, except: [10.0.0.1/32]}}],
                ports: [{protocol: UDP, port: 53, endPort: 54}]}]}`, 1,
			[]string{
				"-d 10.0.0.0/32 -p udp --dport 53:54 -j RETURN", "-d 10.0.0.2/31 -p udp --dport 53:54 -j RETURN",
				"-d 10.42.0.3/32 -j RETURN", "-j REJECT",
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			state := cluster(t, test.spec)
			of := isolation{pod: state.Pods[test.pod], direction: state.Policies[0].Spec.PolicyTypes[0]}
			if got := state.chains()[chainName(of)]; !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestOnlySelectedPodsAreIsolated(t *testing.T) {
	state := cluster(t, "{podSelector: {matchLabels: {app: backend}}, policyTypes: [Ingress, Egress]}")
	state.Pods[0].Spec.HostNetwork = true
	if found := state.isolations(); len(found) != 0 {
		t.Errorf("a pod in the node's network can't be isolated, got %+v", found)
	}
	state.Pods[0].Spec.HostNetwork = false
	if found := state.isolations(); len(found) != 2 || found[0].pod.Name != "backend" || found[1].pod.Name != "backend" {
		t.Errorf("want the backend in both directions, got %+v", found)
	}
}

func TestChainsOfBeforeAreRemoved(t *testing.T) {
	got := restore(map[string][]string{"NEW": {"-j REJECT"}}, map[string][]string{"NEW": nil, "OLD": nil})
	want := "*filter\n:NEW - [0:0]\n:OLD - [0:0]\n-A NEW -j REJECT\n-X OLD\nCOMMIT\n"
	if got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
