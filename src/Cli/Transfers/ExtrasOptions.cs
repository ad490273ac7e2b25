using System.CommandLine;
using DtnBox.Contracts.Transfers;

namespace DtnBox.Cli.Transfers;

/// <summary><c>--delete-extra</c> and the limit that it needs.</summary>
internal sealed class ExtrasOptions
{
    private readonly Option<bool> _delete = new("--delete-extra")
    {
        Description = "Delete what the destination has and the source has not, after all else is copied and proven.",
    };

    private readonly Option<long?> _limit = new("--delete-limit")
    {
        Description = "Needed by --delete-extra: with more such objects than this, none is deleted.", HelpName = "count",
    };

    public void AddTo(Command verb)
    {
        verb.Add(_delete);
        verb.Add(_limit);
    }

    /// <summary>What was asked for; null to delete nothing.</summary>
    public DeleteExtras? Read(Session session) => (session.Get(_delete), session.Get(_limit)) switch
    {
        (true, { } limit) => new DeleteExtras(limit),
        (true, null) => throw new UsageException(
            "--delete-extra needs --delete-limit COUNT: with more objects than that to delete, none is."),
        (false, not null) => throw new UsageException("--delete-limit says nothing without --delete-extra."),
        _ => null,
    };
}
