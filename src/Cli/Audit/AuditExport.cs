using System.CommandLine;

namespace DtnBox.Cli.Audit;

/// <summary><c>dtnbox audit export</c></summary>
internal static class AuditExport
{
    public static Command Create(Shell shell)
    {
        var options = new AuditOptions(rangeRequired: true);
        var verb = new Verb(
            "export",
            "Writes all entries of a time as lines of JSON, newest first, however many they are.",
            "dtnbox audit export --from 2026-11-01 --until 2026-12-01 > audit-2026-11.ndjson");
        options.AddTo(verb);
        shell.OnRun(verb, async (session, cancellationToken) =>
        {
            await session.Api.DownloadAsync(
                options.Path(session, "audit/export"),
                async content =>
                {
                    using var lines = new StreamReader(content);
                    while (await lines.ReadLineAsync(cancellationToken) is { } line)
                    {
                        await session.Terminal.Out.WriteLineAsync(line);
                    }
                },
                cancellationToken);
            return ExitCodes.Ok;
        });
        return verb;
    }
}
