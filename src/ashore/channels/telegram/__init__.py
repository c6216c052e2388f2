"""A Telegram bot: the Bot API (core.telegram.org/bots/api) as far as correspondence needs it."""
