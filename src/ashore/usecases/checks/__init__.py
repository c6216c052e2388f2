"""What `ashore doctor` looks at besides the desk's own tables: keys, secrets, the queue, mail servers, the clock."""
