"""Policy documents of IAM and of resources."""
