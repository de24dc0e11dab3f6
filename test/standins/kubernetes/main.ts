import { serve } from "../protocol/serve";
import { KubernetesStandIn } from "./kubernetes";

declare const PLUGIN_VERSION: string;

serve(new KubernetesStandIn(), PLUGIN_VERSION);
