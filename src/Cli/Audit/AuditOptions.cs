using System.CommandLine;
using DtnBox.Cli.Hub;
using DtnBox.Contracts.Audit;

namespace DtnBox.Cli.Audit;

/// <summary>Which entries of the audit are wanted.</summary>
internal sealed class AuditOptions
{
    private readonly Option<string?> _actor = new("--actor") { Description = "By whom, or in whose name.", HelpName = "id" };

    private readonly Option<string?> _action = new("--action")
    {
        Description = "What: how the action's name begins, as 'grant.' or 'node.store.replace'.", HelpName = "name",
    };

    private readonly Option<string?> _thing = new("--thing")
    {
        Description = "To what: a kind, as 'node', or kind:id, as 'node:site-a'.", HelpName = "thing",
    };

    private readonly Option<AuditOutcome?> _outcome = Choice.Of<AuditOutcome>("--outcome", "What came of it.");

    public AuditOptions(bool rangeRequired)
    {
        From = TimeOption.Moment("--from", "From when on.");
        Until = TimeOption.Moment("--until", "Until when.");
        From.Required = Until.Required = rangeRequired;
    }

    private Option<Moment?> From { get; }

    private Option<Moment?> Until { get; }

    public void AddTo(Command verb)
    {
        foreach (Option option in (Option[])[_actor, _action, _thing, _outcome, From, Until])
        {
            verb.Add(option);
        }
    }

    /// <summary>The path below <c>audit</c> with the query.</summary>
    public string Path(Session session, string path)
    {
        (string Name, string? Value)[] query =
        [
            ("actor", session.Get(_actor)),
            ("action", session.Get(_action)),
            ("thing", session.Get(_thing)),
            ("outcome", session.Get(_outcome)?.ToString()),
            ("from", Text(session, From)),
            ("until", Text(session, Until)),
        ];
        string text = string.Join('&', query.Where(part => part.Value is not null)
            .Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value!)}"));
        return text.Length == 0 ? path : $"{path}?{text}";
    }

    private static string? Text(Session session, Option<Moment?> option)
        => session.Get(option) is { } moment ? $"{moment.On(session.Terminal.Time).UtcDateTime:O}" : null;
}
