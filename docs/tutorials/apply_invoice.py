"""Reads an invoice and applies it to the stock, by the HTTP API: `python apply_invoice.py URL FILE`.

Every line's article becomes a stock item under the vendor's own article number, one unit of theirs being one of ours.
"""

import hashlib
import json
import sys
import time
import uuid
from pathlib import Path
from urllib.request import Request, urlopen


def main(url: str, file: str) -> None:
    job = upload(url, Path(file))
    print("read:", wait(url, job))
    draft = call(url, "GET", f"/jobs/{job}/draft")
    review = draft["review"]
    for line in draft["invoice"]["lines"]:
        item = line["vendor_sku"]
        call(url, "PUT", f"/inventory/{item}", {"name": line["description"][:60], "unit": "EA", "scale": 3})
        review["lines"][line["line_id"]] = {"item": item, "factor": "1", "quantity_source": "shipped"}
    saved = call(url, "PUT", f"/jobs/{job}/review", review, {"If-Match": f'"{draft["version"]}"'})
    seen = {"review_sha256": saved["review_sha256"]}
    preview = call(url, "POST", f"/jobs/{job}/preview", seen)
    once = {**seen, "plan_sha256": preview["plan_sha256"], "apply_id": str(uuid.uuid4())}
    for _ in range(2):  # sent again, it changes nothing again
        receipt = call(url, "POST", f"/jobs/{job}/apply", once)
        print("applied:", len(receipt["rows"]), "items, already applied:", receipt["already_applied"])


def upload(url: str, file: Path) -> str:
    """The new job's id; its file is stored and being read."""
    pdf, job = file.read_bytes(), str(uuid.uuid4())
    told = {"job_id": job, "name": file.name, "size": len(pdf), "sha256": hashlib.sha256(pdf).hexdigest()}
    place = call(url, "POST", "/jobs", told)["upload"]
    urlopen(Request(place["url"], data=pdf, method="PUT", headers=place["headers"]))
    call(url, "POST", f"/jobs/{job}/start")
    return job


def wait(url: str, job: str) -> str:
    """The job's state, once it has been read."""
    while (status := call(url, "GET", f"/jobs/{job}")["job"]["status"]) in ("queued", "running"):
        time.sleep(1)
    return status


def call(url: str, method: str, path: str, body: object = None, headers: dict[str, str] | None = None) -> dict:
    data = json.dumps(body).encode() if body is not None else None
    sent = Request(f"{url}/api{path}", data, {"Content-Type": "application/json", **(headers or {})}, method=method)
    with urlopen(sent) as answer:
        return json.load(answer)


if __name__ == "__main__":
    main(*sys.argv[1:])
