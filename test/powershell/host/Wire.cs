using System.Management.Automation;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace ImageFactory.Host;

/// <summary>An error that the double answered with, as the cmdlet of Windows would raise it.</summary>
public sealed class DoubleException : Exception
{
    public DoubleException(string message, string id, string category, int hresult, bool terminating)
        : base(message)
    {
        Id = id;
        Category = Enum.TryParse<ErrorCategory>(category, true, out var known) ? known : ErrorCategory.NotSpecified;
        Terminating = terminating;
        HResult = hresult;
    }

    public string Id { get; }
    public ErrorCategory Category { get; }
    public bool Terminating { get; }
}

/// <summary>The line to the double: one JSON object a line over a Unix socket.</summary>
public static class Wire
{
    private static readonly object Gate = new();
    private static Stream? stream;
    private static StreamReader? reader;

    /// <summary>One request and its answers, in order; ends with the double's `end`.</summary>
    public static int Ask(JsonObject request, Action<JsonNode?> onOut, Action<string>? onText = null)
    {
        lock (Gate)
        {
            Connect(request);
            stream!.Write(Encoding.UTF8.GetBytes(request.ToJsonString() + "\n"));
            while (true)
            {
                var line = reader!.ReadLine()
                    ?? throw new IOException($"the double closed the line during {request["kind"]} {request["name"]}");
                var answer = JsonNode.Parse(line)!.AsObject();
                if (answer.ContainsKey("out")) onOut(answer["out"]);
                else if (answer["stdout"] is JsonNode text) onText?.Invoke(text.GetValue<string>());
                else if (answer["error"] is JsonObject error) throw Failure(error);
                else if (answer.ContainsKey("end")) return answer["exit"]?.GetValue<int>() ?? 0;
                else throw new InvalidDataException($"the double answered {line}");
            }
        }
    }

    /// <summary>For requests that have one answer.</summary>
    public static object? AskOne(JsonObject request)
    {
        object? answer = null;
        Ask(request, value => answer = Values.FromJson(value));
        return answer;
    }

    /// <summary>What a generated cmdlet does: sends what the binder bound, writes what comes back.</summary>
    public static void Cmdlet(PSCmdlet cmdlet, string name, IDictionary<string, object?> bound)
    {
        if (!Contract.Cmdlets.TryGetValue(name, out var known)) throw new InvalidOperationException($"{name} is not in the contract");
        var force = bound.TryGetValue("Force", out var value) && LanguagePrimitives.IsTrue(value);
        if (known.Confirms && !force && !cmdlet.ShouldProcess(name)) return;
        if (bound.TryGetValue("WhatIf", out var whatIf) && LanguagePrimitives.IsTrue(whatIf)) return;
        if (known.Module == "CimCmdlets") CimContract.Judge(bound);
        var parameters = new JsonObject();
        foreach (var (key, argument) in bound)
        {
            if (!System.Management.Automation.Cmdlet.CommonParameters.Contains(key)
                && !System.Management.Automation.Cmdlet.OptionalCommonParameters.Contains(key)) parameters[key] = Values.ToJson(argument);
        }
        var request = new JsonObject
        {
            ["kind"] = "cmdlet",
            ["name"] = known.Name,
            ["module"] = known.Module,
            ["set"] = cmdlet.ParameterSetName == "__AllParameterSets" ? null : cmdlet.ParameterSetName,
            ["parameters"] = parameters,
        };
        try
        {
            Ask(request, answer => cmdlet.WriteObject(Values.FromJson(answer), true));
        }
        catch (DoubleException failure)
        {
            var record = Record(failure);
            if (failure.Terminating) cmdlet.ThrowTerminatingError(record);
            cmdlet.WriteError(record);
        }
    }

    public static ErrorRecord Record(DoubleException failure, object? target = null) =>
        new(failure, failure.Id, failure.Category, target);

    private static DoubleException Failure(JsonObject error) =>
        new(
            error["message"]?.GetValue<string>() ?? "",
            error["id"]?.GetValue<string>() ?? "Unspecified",
            error["category"]?.GetValue<string>() ?? "NotSpecified",
            unchecked((int)(error["hresult"]?.GetValue<long>() ?? 0x80004005)),
            error["terminating"]?.GetValue<bool>() ?? false);

    private static void Connect(JsonObject request)
    {
        if (stream is not null) return;
        var address = Environment.GetEnvironmentVariable("IMAGE_FACTORY_DOUBLE");
        if (string.IsNullOrEmpty(address))
        {
            throw new InvalidOperationException(
                $"{request["kind"]} {request["name"]} needs Windows, and IMAGE_FACTORY_DOUBLE names no double that plays it");
        }
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(address));
        stream = new NetworkStream(socket, true);
        reader = new StreamReader(stream, new UTF8Encoding(false));
    }
}
