using System.CommandLine;
using System.Globalization;
using DtnBox.Cli.Text;
using DtnBox.Contracts.Audit;

namespace DtnBox.Cli.Audit;

/// <summary><c>dtnbox audit list</c></summary>
internal static class AuditList
{
    public static Command Create(Shell shell)
    {
        var options = new AuditOptions(rangeRequired: false);
        var last = new Option<int>("--last")
        {
            Description = "How many entries, the newest first.", DefaultValueFactory = _ => 50, HelpName = "count",
        };
        last.Validators.Add(result =>
        {
            if (result.Tokens is [{ } token] && int.TryParse(token.Value, out int count) && count < 1)
            {
                result.AddError("--last must be 1 or more.");
            }
        });
        var verb = new Verb(
            "list",
            "Lists what was done and what was refused, newest first; of the last 31 days unless --from says otherwise.",
            "dtnbox audit list --outcome Denied --from 1d",
            "dtnbox audit list --thing node:site-a --action grant. --json")
        {
            last,
        };
        options.AddTo(verb);
        shell.OnRun(verb, async (session, cancellationToken) =>
        {
            int count = session.Get(last);
            string path = options.Path(session, "audit");
            char separator = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
            string limit = Math.Min(count, 1000).ToString(CultureInfo.InvariantCulture);
            IAsyncEnumerable<AuditEntry> entries = session.Api
                .ListAsync<AuditEntry>($"{path}{separator}limit={limit}", cancellationToken).Take(count);
            if (session.Json)
            {
                await JsonText.WriteArrayAsync(session.Terminal.Out, entries);
            }
            else
            {
                await session.Terminal.Out.WriteLineAsync(AuditText.Table(await entries.ToListAsync(cancellationToken)));
            }

            return ExitCodes.Ok;
        });
        return verb;
    }
}
