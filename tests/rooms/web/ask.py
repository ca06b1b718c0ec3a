"""In: an application. Out: a client that asks it without a server, one request after the other."""

import asyncio

import httpx


class Client:
    """Cookies stay from one request to the next; nothing is followed."""

    def __init__(self, app, cookies=None):
        self.app, self.cookies = app, dict(cookies or {})

    def request(self, method, path, **more):
        async def ask():
            transport = httpx.ASGITransport(self.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1", cookies=self.cookies) as client:
                answer = await client.request(method, path, **more)
                self.cookies.update(client.cookies)
                return answer

        return asyncio.run(ask())

    def get(self, path, **more):
        return self.request("GET", path, **more)

    def post(self, path, **more):
        return self.request("POST", path, **more)

    def put(self, path, **more):
        return self.request("PUT", path, **more)
