"""A kitchen's seven weeks: what it keeps, what its vendors call it, and what came in."""

from __future__ import annotations

import uuid

from api_client import ApiClient, sample
from dated_stack import DatedStack

TODAY = "2026-05-15T09:40:00Z"
NOT_KEPT = "used up at once, not kept in stock"

# item: name, unit, decimals, on hand at the start
ITEMS = {
    "SEABASS": ("Sea bass, whole", "KG", 3, "4.200"),
    "SKREI": ("Skrei loins", "KG", 3, "0"),
    "EEL-SMOKED": ("Smoked eel, filleted", "KG", 3, "0.850"),
    "MATJES": ("Matjes fillets, 3 kg tub", "TUB", 0, "2"),
    "DEICHKAESE": ("Deichkäse Gold, 12 months", "KG", 3, "6.410"),
    "PARMESAN": ("Parmigiano Reggiano, 24 months", "KG", 3, "3.275"),
    "BRIE": ("Brie de Meaux", "KG", 3, "1.120"),
    "STILTON": ("Blue Stilton", "KG", 3, "0"),
    "CREME-FRAICHE": ("Crème fraîche", "KG", 1, "5.0"),
    "SAN-DANIELE": ("Prosciutto di San Daniele", "KG", 3, "2.640"),
    "KATENSCHINKEN": ("Holstein ham", "KG", 3, "1.900"),
    "QUAIL": ("Quail, oven-ready", "EA", 0, "12"),
    "RICE-ARBORIO": ("Arborio rice", "KG", 1, "22.5"),
    "SAFFRON": ("Saffron threads", "G", 1, "7.5"),
    "BALSAMICO": ("Balsamic vinegar of Modena", "L", 1, "9.0"),
    "TOMATO-TIN": ("San Marzano tomatoes, 2.5 kg tin", "TIN", 0, "31"),
    "OLIVES": ("Taggiasca olives, pitted", "KG", 1, "6.0"),
    "VANILLA": ("Bourbon vanilla pods", "EA", 0, "14"),
    "CREMANT": ("Crémant de Loire, 0.75 l", "BT", 0, "48"),
    "COGNAC": ("Cognac for the kitchen, 1 l", "BT", 0, "3"),
    "WATER-STILL": ("Still water, 0.75 l", "BT", 0, "156"),
    "ESPRESSO": ("House espresso, whole bean", "KG", 0, "9"),
    "COFFEE-GUATEMALA": ("Guatemala Huehuetenango, whole bean", "KG", 0, "3"),
    "COFFEE-DECAF": ("Decaf Colombia, whole bean", "KG", 0, "2"),
    "OAT-DRINK": ("Oat drink, 1 l carton", "EA", 0, "18"),
    "CHOCOLATE": ("Drinking chocolate", "KG", 1, "3.5"),
    "TEA-ASSAM": ("Assam tea bags", "EA", 0, "140"),
    "COFFEE-ETHIOPIA": ("Ethiopia Guji, whole bean", "KG", 0, "1"),
    "CHAI": ("Chai concentrate, 1.5 l", "BT", 0, "2"),
    "SYRUP-VANILLA": ("Vanilla syrup, 0.7 l", "BT", 0, "4"),
    "TOMATO-VINE": ("Vine tomatoes", "KG", 1, "11.5"),
    "PEPPER-RED": ("Red peppers", "KG", 1, "4.0"),
    "ROMAINE": ("Romaine lettuce", "EA", 0, "9"),
    "ROCKET": ("Rocket, washed, 500 g", "EA", 0, "3"),
    "POTATO-AGRIA": ("Agria potatoes", "KG", 0, "60"),
    "ASPARAGUS": ("Green asparagus, bunch", "EA", 0, "6"),
    "LEMON": ("Lemons", "KG", 1, "5.5"),
    "FILTER-PAPER": ("Filter papers, pack of 100", "EA", 0, "5"),
    "MONKFISH": ("Monkfish tail, skinned", "KG", 1, "0"),
    "LEMON-SOLE": ("Lemon sole, whole", "KG", 1, "2.5"),
    "SCALLOPS": ("King scallops, hand dived", "TUB", 0, "1"),
    "OYSTERS": ("Rock oysters no. 2", "EA", 0, "24"),
    "HADDOCK-SMOKED": ("Smoked haddock, undyed", "KG", 1, "1.5"),
    "STRAWBERRY": ("Strawberries, 1 kg punnet", "EA", 0, "2"),
}

# vendor's article: item, how many of the item's unit one of it holds
ARTICLES = {
    "10204": ("SEABASS", "1"),
    "10318": ("EEL-SMOKED", "1"),
    "12007": ("MATJES", "1"),
    "20119": ("DEICHKAESE", "1"),
    "20127": ("PARMESAN", "1"),
    "20133": ("BRIE", "1"),
    "20160": ("STILTON", "1"),
    "21012": ("CREME-FRAICHE", "5"),
    "30102": ("SAN-DANIELE", "1"),
    "30121": ("KATENSCHINKEN", "1"),
    "30171": ("QUAIL", "6"),
    "40015": ("RICE-ARBORIO", "5"),
    "40070": ("SAFFRON", "5"),
    "41018": ("BALSAMICO", "1"),
    "42011": ("TOMATO-TIN", "6"),
    "42026": ("OLIVES", "2"),
    "43020": ("VANILLA", "10"),
    "50118": ("CREMANT", "1"),
    "50160": ("COGNAC", "1"),
    "50207": ("WATER-STILL", "12"),
    "HSE-1000": ("ESPRESSO", "1"),
    "GUA-1000": ("COFFEE-GUATEMALA", "1"),
    "DEC-1000": ("COFFEE-DECAF", "1"),
    "OAT-0012": ("OAT-DRINK", "12"),
    "CHO-2000": ("CHOCOLATE", "2"),
    "TEA-0100": ("TEA-ASSAM", "100"),
    "ETH-1000": ("COFFEE-ETHIOPIA", "1"),
    "CHI-1500": ("CHAI", "1"),
    "SYR-0700": ("SYRUP-VANILLA", "1"),
    "FIL-0100": ("FILTER-PAPER", "1"),
    "BAS01": ("SEABASS", "10"),
    "MON03": ("MONKFISH", "5"),
    "LEM01": ("LEMON-SOLE", "6"),
    "SCA02": ("SCALLOPS", "1"),
    "OYS01": ("OYSTERS", "12"),
    "HADSM": ("HADDOCK-SMOKED", "3"),
    "110204": ("TOMATO-VINE", "6"),
    "110310": ("PEPPER-RED", "5"),
    "120040": ("ROMAINE", "1"),
    "120077": ("ROCKET", "1"),
    "130012": ("POTATO-AGRIA", "25"),
    "140033": ("ASPARAGUS", "1"),
    "210008": ("LEMON", "6"),
    "220014": ("STRAWBERRY", "1"),
}
UNDECIDED = {"10231"}  # an article that nobody has met yet


def seven_weeks(stack: DatedStack) -> None:
    """Everything that happened until TODAY, by the same calls as the page's; one line of today's is still open."""
    api = ApiClient(stack.url)
    for item, (name, unit, scale, opening) in ITEMS.items():
        body = {"name": name, "unit": unit, "scale": scale, "opening": opening}
        api.call("PUT", f"/inventory/{item}", body)
    books = Books(stack, api)
    books.applied("2026-04-18T08:05:00Z", "quintafresca/2026-04-factura", "QF26-00417.pdf")
    books.applied("2026-04-20T10:15:00Z", "brightbean/2026-04-invoice", "BB-104417.pdf")
    again = books.applied("2026-04-27T11:20:00Z", "brightbean/2026-04-invoice", "bright bean april.pdf", again=True)
    books.reversed("2026-04-28T09:10:00Z", again)
    books.applied("2026-05-07T08:30:00Z", "brightbean/2026-05-invoice", "BB-104902.pdf")
    books.read("2026-05-14T16:45:00Z", "bad/scan", "scan0041.pdf")
    books.read("2026-05-15T08:40:00Z", "maisonlune/2026-05-facture-acompte", "FA-2026-0533.pdf")
    books.reviewed("2026-05-15T08:50:00Z", "harbourfish/2026-04-invoice", "HF104417.pdf")
    books.read("2026-05-15T08:55:00Z", "quintafresca/2026-05-factura", "QF26-00588.pdf")
    books.reviewed("2026-05-15T09:10:00Z", "nordkontor/2026-05-rechnung", "RE-2605-1142.pdf")
    stack.go_to(TODAY)


class Books:
    """What is done with an invoice, each on its day."""

    def __init__(self, stack: DatedStack, api: ApiClient) -> None:
        self._stack, self._api = stack, api

    def read(self, moment: str, invoice: str, name: str) -> str:
        """It is uploaded, and read or refused; the job's id."""
        self._stack.go_to(moment)
        job = self._api.upload(sample(f"{invoice}.pdf"), name)
        self._api.wait(job)
        return job

    def reviewed(self, moment: str, invoice: str, name: str) -> tuple[str, str]:
        """Each line goes to the item that its article is, if anybody knows; the job's id and the review's hash."""
        job = self.read(moment, invoice, name)
        draft = self._api.call("GET", f"/jobs/{job}/draft")
        review = draft["review"]
        for line in draft["invoice"]["lines"]:
            if line["kind"] == "item" and line["vendor_sku"] not in UNDECIDED:
                review["lines"][line["line_id"]] = decision(line["vendor_sku"], draft["invoice"]["document_type"])
        saved = self._api.call("PUT", f"/jobs/{job}/review", review, {"if-match": f'"{draft["version"]}"'})
        return job, saved["review_sha256"]

    def applied(self, moment: str, invoice: str, name: str, *, again: bool = False) -> str:
        """The same, and it is applied; the job's id."""
        job, review = self.reviewed(moment, invoice, name)
        plan = self._api.preview(job, review)["plan_sha256"]
        body = {"apply_id": str(uuid.uuid4()), "review_sha256": review, "plan_sha256": plan}
        reason = {"duplicate_reason": "a second delivery"} if again else {}
        self._api.call("POST", f"/jobs/{job}/apply", body | reason)
        return job

    def reversed(self, moment: str, job: str) -> None:
        self._stack.go_to(moment)
        body = {"reverse_id": str(uuid.uuid4()), "reason": "the same delivery, counted twice"}
        self._api.call("POST", f"/jobs/{job}/reverse", body)


def decision(article: str, document_type: str) -> dict[str, object]:
    """What is decided about a line of that article."""
    if article not in ARTICLES:
        return {"exclude": True, "reason": NOT_KEPT}
    item, factor = ARTICLES[article]
    mapped = {"item": item, "factor": factor, "quantity_source": "shipped"}
    return mapped | ({"stock_effect": "out"} if document_type == "credit_note" else {})
