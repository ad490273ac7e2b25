using System.CommandLine;
using DtnBox.Contracts.Transfers;

namespace DtnBox.Cli.Transfers;

/// <summary>The options that say what a transfer does and how.</summary>
internal sealed class SettingsOptions
{
    private readonly Option<SyncMode?> _sync = Choice.Of<SyncMode>(
        "--sync", "Which objects to copy when the destination has some already. Default: SizeDiffers.");

    private readonly RuleOptions _rules = new();
    private readonly KeyListOptions _keys = new();
    private readonly Option<string?> _deadline = new("--deadline")
    {
        Description = $"When it gives up what is not done by then. {DeadlineText.Forms} Default: never.", HelpName = "time",
    };

    private readonly Option<bool> _dryRun = new("--dry-run")
    {
        Description = "Only list both sides, wait, and show what would be copied. Nothing is written or deleted.",
    };

    private readonly Option<bool> _verifyOnly = new("--verify-only")
    {
        Description = "Only compare what the destination has with the source, byte by byte. Nothing is written or deleted.",
    };

    private readonly TuningOptions _tuning = new();
    private readonly ExtrasOptions _extras = new();

    public void AddTo(Command verb)
    {
        verb.Add(_sync);
        _rules.AddTo(verb);
        _keys.AddTo(verb);
        verb.Add(_deadline);
        verb.Add(_dryRun);
        verb.Add(_verifyOnly);
        _tuning.AddTo(verb);
        _extras.AddTo(verb);
    }

    /// <summary>What was asked for; null when all is left to the defaults. A list of keys is stored for it.</summary>
    public async Task<TransferSettings?> ReadAsync(Session session, CancellationToken cancellationToken)
    {
        var defaults = new TransferSettings();
        TransferSettings asked = defaults with
        {
            Kind = Kind(session),
            Sync = session.Get(_sync) ?? defaults.Sync,
            Deadline = session.Get(_deadline) is { } deadline ? DeadlineText.Read(deadline, session.Terminal.Time) : null,
            Tuning = _tuning.Read(session),
            DeleteExtras = _extras.Read(session),
        };

        // Last: what is wrong with the others is said before anything is sent.
        IReadOnlyList<KeyRule>? rules = _rules.Read(session);
        string? keyList = await _keys.StoreAsync(session, cancellationToken);
        asked = asked with { Selection = rules is null && keyList is null ? null : new Selection(rules, keyList) };
        return asked == defaults ? null : asked;
    }

    private TransferKind Kind(Session session) => (session.Get(_dryRun), session.Get(_verifyOnly)) switch
    {
        (true, true) => throw new UsageException("--dry-run and --verify-only do different things: give one of them."),
        (true, _) => TransferKind.DryRun,
        (_, true) => TransferKind.Verify,
        _ => TransferKind.Copy,
    };
}
