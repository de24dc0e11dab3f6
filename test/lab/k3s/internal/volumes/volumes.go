// Package volumes gives each claim of the StorageClass local-path a directory of this node.
package volumes

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	v1 "k8s.io/api/core/v1"
	"k8s.io/client-go/kubernetes"
	"sigs.k8s.io/sig-storage-lib-external-provisioner/v13/controller"
)

// Provisioner is the name that the StorageClass refers to.
const Provisioner = "rancher.io/local-path"

// Run makes and deletes volumes under a root directory until the context ends.
func Run(ctx context.Context, client kubernetes.Interface, root string) error {
	// Volumes are open to every user of their pod, so only their parent keeps others out.
	if err := os.MkdirAll(root, 0o700); err != nil {
		return err
	}
	made := controller.NewProvisionController(ctx, client, Provisioner, directories{root},
		controller.LeaderElection(false))
	made.Run(ctx)
	return nil
}

type directories struct{ root string }

// Provision makes the directory; pods may run as any user, so all of them may write.
func (d directories) Provision(
	_ context.Context, request controller.ProvisionOptions,
) (*v1.PersistentVolume, controller.ProvisioningState, error) {
	claim := request.PVC
	directory := filepath.Join(d.root, strings.Join([]string{request.PVName, claim.Namespace, claim.Name}, "_"))
	if err := os.MkdirAll(directory, 0o777); err != nil {
		return nil, controller.ProvisioningFinished, err
	}
	// The process's umask takes bits away from the mode above.
	if err := os.Chmod(directory, 0o777); err != nil {
		return nil, controller.ProvisioningFinished, err
	}
	return volume(request, directory), controller.ProvisioningFinished, nil
}

func volume(request controller.ProvisionOptions, directory string) *v1.PersistentVolume {
	made := &v1.PersistentVolume{}
	made.Name = request.PVName
	made.Spec = v1.PersistentVolumeSpec{
		PersistentVolumeReclaimPolicy: *request.StorageClass.ReclaimPolicy,
		AccessModes:                   request.PVC.Spec.AccessModes,
		Capacity: v1.ResourceList{
			v1.ResourceStorage: request.PVC.Spec.Resources.Requests[v1.ResourceStorage],
		},
		PersistentVolumeSource: v1.PersistentVolumeSource{Local: &v1.LocalVolumeSource{Path: directory}},
		NodeAffinity:           &v1.VolumeNodeAffinity{Required: onlyOn(request.SelectedNodeName)},
	}
	return made
}

func onlyOn(node string) *v1.NodeSelector {
	hostname := v1.NodeSelectorRequirement{
		Key: v1.LabelHostname, Operator: v1.NodeSelectorOpIn, Values: []string{node},
	}
	term := v1.NodeSelectorTerm{MatchExpressions: []v1.NodeSelectorRequirement{hostname}}
	return &v1.NodeSelector{NodeSelectorTerms: []v1.NodeSelectorTerm{term}}
}

// Delete removes a volume's directory with everything in it.
func (d directories) Delete(_ context.Context, volume *v1.PersistentVolume) error {
	return os.RemoveAll(filepath.Join(d.root, filepath.Base(volume.Spec.Local.Path)))
}
