package policy

import (
	"context"
	"time"

	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	corelisters "k8s.io/client-go/listers/core/v1"
	netlisters "k8s.io/client-go/listers/networking/v1"
	"k8s.io/client-go/tools/cache"
	"k8s.io/klog/v2"
)

const (
	// gather is how long changes are gathered before they are applied together.
	gather = 50 * time.Millisecond
	// recheck is how often the rules' place is checked, as other programs change iptables, too.
	recheck = 5 * time.Second
)

// watcher keeps the current state and says when it changed.
type watcher struct {
	policies   netlisters.NetworkPolicyLister
	pods       corelisters.PodLister
	namespaces corelisters.NamespaceLister
	changed    chan struct{}
}

// Run enforces the cluster's policies until the context ends.
func Run(ctx context.Context, client kubernetes.Interface) error {
	factory := informers.NewSharedInformerFactory(client, 0)
	watcher, err := watch(factory)
	if err != nil {
		return err
	}
	factory.StartWithContext(ctx)
	factory.WaitForCacheSyncWithContext(ctx)
	enforcer := &enforcer{}
	for ctx.Err() == nil {
		if err := watcher.enforce(enforcer); err != nil {
			klog.ErrorS(err, "Will be tried again")
		}
		watcher.await(ctx)
	}
	return nil
}

func watch(factory informers.SharedInformerFactory) (*watcher, error) {
	policies, core := factory.Networking().V1().NetworkPolicies(), factory.Core().V1()
	watcher := &watcher{
		policies.Lister(), core.Pods().Lister(), core.Namespaces().Lister(), make(chan struct{}, 1),
	}
	notice := func() {
		select {
		case watcher.changed <- struct{}{}:
		default: // It is known already.
		}
	}
	handler := cache.ResourceEventHandlerFuncs{
		AddFunc:    func(any) { notice() },
		UpdateFunc: func(any, any) { notice() },
		DeleteFunc: func(any) { notice() },
	}
	for _, informer := range []cache.SharedIndexInformer{
		policies.Informer(), core.Pods().Informer(), core.Namespaces().Informer(),
	} {
		if _, err := informer.AddEventHandler(handler); err != nil {
			return nil, err
		}
	}
	return watcher, nil
}

func (w *watcher) enforce(enforcer *enforcer) (err error) {
	var state State
	if state.Policies, err = w.policies.List(labels.Everything()); err != nil {
		return err
	}
	if state.Pods, err = w.pods.List(labels.Everything()); err != nil {
		return err
	}
	if state.Namespaces, err = w.namespaces.List(labels.Everything()); err != nil {
		return err
	}
	return enforcer.apply(state)
}

// await returns when something has changed and its companions have had their time, or a check is due.
func (w *watcher) await(ctx context.Context) {
	select {
	case <-ctx.Done():
	case <-time.After(recheck):
	case <-w.changed:
		select {
		case <-ctx.Done():
		case <-time.After(gather):
		}
	}
}
