"""Messengers, letters: taking their messages in, linking their chats to clients, sending replies into them."""
