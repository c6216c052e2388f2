from typing import Any
def test_shots(visit: Any, world: Any) -> None:
    from ashore.store.models import User, Membership
    for r,c in (("manager",None),("accountant",None),("guest",world.talk().client)):
        Membership.objects.create(workspace=world.desk,user=User.objects.create_user(f"{r}@studio.example",name=r.title()),role=r,client=c)
    page = visit(viewport={"width": 1100, "height": 900})
    page.goto(f"/conversations/{world.talk().pk}/")
    page.goto("/audit/"); page.screenshot(path="/tmp/r_team.png", full_page=True)
    page.goto("/audit/"); page.screenshot(path="/tmp/r_audit.png", full_page=True)
    page.goto("/second-factor/"); page.screenshot(path="/tmp/r_mfa.png", full_page=True)
    page.goto("/second-factor/code/"); page.screenshot(path="/tmp/r_totp.png", full_page=True)

    from ashore.usecases.signin import sign_in_link
    from django.utils import timezone
    g = visit(signed_in=False, viewport={"width": 1100, "height": 900})
    g.goto("/sign-in/"); g.screenshot(path="/tmp/r_door.png")
    g.goto(sign_in_link(user=User.objects.get(email="guest@studio.example"), now=timezone.now()))
    g.get_by_role("button").click(); g.wait_for_url("**/clients/**")
    g.screenshot(path="/tmp/r_guest.png", full_page=True)
    g.goto(f"/conversations/{world.talk().pk}/"); g.screenshot(path="/tmp/r_guesttalk.png", full_page=True)
    g.goto("/inbox/"); g.screenshot(path="/tmp/r_refused.png")
