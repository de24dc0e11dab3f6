import { serve } from "../protocol/serve";
import { AwsStandIn } from "./aws";

declare const PLUGIN_VERSION: string;

serve(new AwsStandIn(), PLUGIN_VERSION);
