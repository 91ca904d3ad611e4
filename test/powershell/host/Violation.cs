using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace ImageFactory.Host;

/// <summary>Something that the contract does not list was asked for, or given. The double hears of it, whatever the script makes of the error.</summary>
public sealed class ViolationException : Exception
{
    public ViolationException(string message)
        : base(message)
    {
        if (Environment.GetEnvironmentVariable("IMAGE_FACTORY_DOUBLE") is not { Length: > 0 } address) return;
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(address));
        socket.Send(Encoding.UTF8.GetBytes(new JsonObject { ["kind"] = "violation", ["message"] = message }.ToJsonString() + "\n"));
        socket.Receive(new byte[256]);
    }
}
