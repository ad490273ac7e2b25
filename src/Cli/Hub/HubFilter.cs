using DtnBox.Cli.Text;

namespace DtnBox.Cli.Hub;

/// <summary>Which instances: of list and of purge.</summary>
internal sealed record HubFilter(
    IReadOnlyList<HubStatus> Statuses, DateTimeOffset? CreatedAfter, DateTimeOffset? CreatedBefore, string? Prefix = null)
{
    public bool IsEverything => this is { Statuses.Count: 0, CreatedAfter: null, CreatedBefore: null, Prefix: null };

    public IEnumerable<(string Name, string? Value)> Query =>
    [
        ("runtimeStatus", Statuses.Count > 0 ? string.Join(',', Statuses) : null),
        ("createdTimeFrom", Text(CreatedAfter)),
        ("createdTimeTo", Text(CreatedBefore)),
        ("instanceIdPrefix", Prefix),
    ];

    private static string? Text(DateTimeOffset? time) => time?.UtcDateTime.ToString("o");

    /// <summary>The times in words, to be read after "created".</summary>
    public string TimesInWords() => (CreatedAfter, CreatedBefore) switch
    {
        ({ } after, { } before) => $"between {Figures.Moment(after)} and {Figures.Moment(before)}",
        ({ } after, null) => $"after {Figures.Moment(after)}",
        (null, { } before) => $"before {Figures.Moment(before)}",
        _ => "at any time",
    };
}
