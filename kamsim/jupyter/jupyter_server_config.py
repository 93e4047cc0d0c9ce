"""Settings of the server that `kamsim lab` starts; JupyterLab reads this file through JUPYTER_CONFIG_PATH."""

import asyncio

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection


class PromptConnection(ZMQChannelsWebsocketConnection):
    """Sends small messages at once.

    Else each answer waits for the browser's delayed acknowledgment of the one before: 30 ms on every click.
    """

    def connect(self) -> asyncio.Future[None] | None:
        self.websocket_handler.set_nodelay(True)
        return super().connect()


c = get_config()  # noqa: F821 - the reader of this file puts it here
c.ServerApp.kernel_websocket_connection_class = PromptConnection
# Other people on the same computer cannot read along; and the kernel does not warn in the terminal that they could.
c.KernelManager.transport_encryption = "auto"
