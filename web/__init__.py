"""The web edition: the notebooks as pages whose panels and exercises live in the browser alone."""
