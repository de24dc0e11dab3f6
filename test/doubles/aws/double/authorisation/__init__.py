"""Whether the role that signs a request may do what it asks for."""
