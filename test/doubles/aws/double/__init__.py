"""The AWS API double of the tests: moto's server with stricter rules and the parts of EKS that moto lacks."""
