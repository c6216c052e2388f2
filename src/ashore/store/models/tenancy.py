"""Who works here: workspaces, users, memberships, sign-in links."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

ROLES = [(each, each) for each in ("owner", "manager", "member", "accountant", "guest")]


class Workspace(models.Model):
    """One contractor. ``me``: our addresses and domains in lower case; ``zone``: where its day begins.

    ``second_factor``: whether whoever works here must have one; ``audit_days``: so long the log of who did and saw what
    is kept.
    """

    name = models.CharField(max_length=200)
    zone = models.CharField(max_length=64, default="UTC")
    language = models.CharField(max_length=8, default="en")
    me = models.JSONField(default=list)
    created_at = models.DateTimeField()
    derived_at = models.DateTimeField(null=True)
    second_factor = models.BooleanField(default=False, db_default=False)
    audit_days = models.PositiveIntegerField(default=365, db_default=365)

    class Meta:
        app_label = "store"


class UserManager(BaseUserManager["User"]):
    """Accounts are known by their e-mail address, in lower case."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """Look up regardless of case."""
        return self.get(email__iexact=username)

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Store a new account; without a password only a sign-in link opens it."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person who signs in. ``language`` and ``zone``: how pages speak and tell the time to them."""

    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=8, default="en")
    zone = models.CharField(max_length=64, blank=True)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        app_label = "store"
        constraints: ClassVar = [models.UniqueConstraint(Lower("email"), name="user_email_once")]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def is_staff(self) -> bool:
        """There is no staff area in this application."""
        return False


class Membership(models.Model):
    """A user's place in a workspace. ``role``: see `usecases.rights`; ``client``: whose things a guest sees."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE)
    user = models.ForeignKey(User, on_delete=models.CASCADE)
    role = models.CharField(max_length=16, default="member", choices=ROLES)
    client = models.ForeignKey("Client", null=True, on_delete=models.CASCADE, related_name="+")

    class Meta:
        app_label = "store"
        constraints: ClassVar = [models.UniqueConstraint("user", "workspace", name="membership_once")]


class SignInLink(models.Model):
    """A single-use way in. Only the SHA-256 of its secret is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "store"
