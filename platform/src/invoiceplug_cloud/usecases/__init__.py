"""What a person or a task asks for, one file a verb; they see ports, never gateways."""
