"""Speed of ``read``: sentences and mails a second on one core, against a bare word count of the same texts; what
the model of sentences costs of it (microseconds a sentence), and its loading (milliseconds, once).

Run: ``python benchmarks/bench_language.py [--save]``.
"""

import json
import re
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from ashore.core.language import LANGUAGES, read
from ashore.core.language.joining import bars
from ashore.core.language.linear import Linear, linear, model_text
from ashore.core.language.reading import observed

MAILS = {
    "en": "Hi Anna,\n\nthanks for your mail. The new landing page went live on Monday and the first numbers look good: "
    "412 visits, 31 leads, 9 orders. Traffic from the second campaign is still below what we planned, mostly because "
    "the banners were approved late.\n\nCould you send us the logo in a vector format? We also wonder whether the shop "
    "will be closed on Friday. We will send the full report by Thursday noon and get back to you about the prices.\n\n"
    "When do you want to see the next draft? Have a nice weekend.\n\nBest regards,\nTom\n",
    "ru": "Анна, добрый день!\n\nСпасибо за письмо. Новая страница работает с понедельника, первые цифры хорошие: 412 "
    "посещений, 31 заявка, 9 заказов. Трафик второй кампании пока ниже плана, в основном потому, что баннеры "
    "согласовали поздно.\n\nПришлите, пожалуйста, логотип в векторе. Подскажите, будет ли магазин закрыт в пятницу. "
    "Отчёт отправим в четверг до 12:00 и ответим по ценам.\n\nКогда вам показать следующий макет? Хороших выходных!\n",
    "sk": "Dobrý deň, Anna,\n\nďakujem za e-mail. Nová stránka beží od pondelka a prvé čísla vyzerajú dobre: 412 návštev, "  # noqa: E501
    "31 dopytov, 9 objednávok. Návštevnosť z druhej kampane je zatiaľ pod plánom, najmä preto, že bannery boli "
    "schválené neskoro.\n\nMohli by ste nám poslať logo vo vektore? Neviem, či bude obchod v piatok zatvorený. Správu "
    "pošleme do štvrtka a ozveme sa k cenám.\n\nKedy chcete vidieť ďalší návrh? Pekný víkend.\n\nS pozdravom\nTomáš\n",
    "fil": "Magandang umaga po Ma'am Anna,\n\nsalamat po sa email. Live na po ang bagong page mula noong Lunes at maganda "  # noqa: E501
    "ang unang resulta: 412 visits, 31 leads, 9 orders. Mas mababa pa rin po ang traffic ng pangalawang campaign kasi "
    "na-late ang approval ng banners.\n\nPwede po bang pakisend ang logo ninyo? Sarado po ba ang shop sa Biyernes? "
    "Ipapadala namin ang report bago mag-Huwebes at babalikan po namin kayo tungkol sa presyo.\n\nIngat po!\nTom\n",
}
_WORD = re.compile(r"\w+")


def rate(work: object, times: int) -> float:
    """Calls of ``work`` a second, the best of three rounds."""
    best = 0.0
    for _ in range(3):
        start = time.perf_counter()
        for _ in range(times):
            work()  # type: ignore[operator]
        best = max(best, times / (time.perf_counter() - start))
    return best


def cost_of_model(texts: list[str], language: str, at: datetime) -> tuple[float, float]:
    """Microseconds that the model of sentences adds to a sentence; milliseconds that loading it takes, once."""
    known = next(one for one in LANGUAGES if one == language)
    seen = [one for text in texts for one in observed(text, known, at)]
    model = linear(known)
    assert model

    def judge() -> None:
        for sentence, told in seen:
            model.beyond(model.scores(sentence, told), told, sentence.marked, bars(sentence))

    data = model_text(known)
    return 1e6 / (rate(judge, 40) * len(seen)), 1e3 / rate(lambda: Linear(data, known), 3)


def main() -> None:
    at = datetime(2026, 3, 4, 10, 30, tzinfo=UTC)
    rows = []
    heads = f"{'':5}{'mails/s':>9}{'us/mail':>9}{'sentences/s':>13}{'words':>7}{'x word count':>14}"
    print(f"{heads}{'us model':>10}{'ms load':>9}")
    for language, mail in MAILS.items():
        texts = [mail.replace("412", str(400 + k)) for k in range(8)]
        facts = [read(t, at=at) for t in texts]
        reads = rate(lambda texts=texts: [read(t, at=at) for t in texts], 40) * len(texts)
        counts = rate(lambda texts=texts: [_WORD.findall(t.lower()) for t in texts], 200) * len(texts)
        sentences = reads * len(facts[0].sentences)
        words = len(_WORD.findall(mail))
        model, load = cost_of_model(texts, language, at)
        rows.append(
            {
                "language": language,
                "mails_per_s": reads,
                "sentences_per_s": sentences,
                "ratio": counts / reads,
                "model_us": model,
            }
        )
        figures = f"{reads:9.0f}{1e6 / reads:9.0f}{sentences:13.0f}{words:7}{counts / reads:14.1f}"
        print(f"{language:5}{figures}{model:10.1f}{load:9.1f}")
    if "--save" in sys.argv:
        target = Path(__file__).parent / "results" / "language.json"
        target.parent.mkdir(exist_ok=True)
        target.write_text(json.dumps(rows, indent=1) + "\n")


if __name__ == "__main__":
    main()
