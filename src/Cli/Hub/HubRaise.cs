using System.CommandLine;
using System.Text;
using System.Text.Json;

namespace DtnBox.Cli.Hub;

/// <summary><c>dtnbox hub raise</c></summary>
internal static class HubRaise
{
    private const string Stdin = "-";

    public static Command Create(HubShell shell)
    {
        Argument<string> id = HubPaths.IdArgument();
        Argument<string> name = HubPaths.EventArgument();
        var data = new Argument<string?>("data")
        {
            Description = "The event's data as JSON, or - to read it from stdin. Default: null.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var file = new Option<FileInfo?>("--data-file") { Description = "A file that holds the event's data as JSON.", HelpName = "file" };
        var verb = new Verb(
            "raise",
            "Raises an event for an instance that waits for it, now or later.",
            "dtnbox hub raise ID Approved '{\"by\":\"ada\"}'",
            "dtnbox hub raise ID Note '\"a string needs both kinds of quotes\"'",
            "dtnbox hub raise ID Answer --data-file answer.json")
        {
            id, name, data, file,
        };
        shell.OnRun(verb, async (session, cancellationToken) =>
        {
            byte[] json = await ReadAsync(session, session.Find(data), session.Get(file), cancellationToken);
            await session.Hub.RaiseAsync(session.Get(id), session.Get(name), json, cancellationToken);
            await session.ShowAsync(
                new HubOrder(session.Get(id), "raiseEvent", null),
                order => $"Raised {session.Get(name)} for {order.InstanceId}: {json.Length} bytes.");
            return ExitCodes.Ok;
        });
        return verb;
    }

    private static async Task<byte[]> ReadAsync(
        HubSession session, string? argument, FileInfo? file, CancellationToken cancellationToken)
    {
        if (argument is not null && file is not null)
        {
            throw new UsageException("Give the event's data once: as an argument or by --data-file.");
        }

        (string text, string from) = (argument, file) switch
        {
            (_, { } named) => (await ReadFileAsync(named, cancellationToken), $"{named}"),
            (Stdin, _) => (await session.Terminal.In.ReadToEndAsync(cancellationToken), "What came from stdin"),
            _ => (argument ?? "null", "The event's data"),
        };
        try
        {
            using JsonDocument checkedNow = JsonDocument.Parse(text);
        }
        catch (JsonException fault)
        {
            string where = Text.Printable.From(fault.Message);
            throw new UsageException(
                $"{from} is not JSON: {where}\n  Next: a string needs quotes of its own, as in '\"text\"'.");
        }

        return Encoding.UTF8.GetBytes(text);
    }

    private static async Task<string> ReadFileAsync(FileInfo file, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllTextAsync(file.FullName, cancellationToken);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The data file cannot be read: {fault.Message}");
        }
    }
}
