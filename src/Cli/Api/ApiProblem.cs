namespace DtnBox.Cli.Api;

/// <summary>An error of the API (RFC 9457).</summary>
internal sealed record ApiProblem(
    string? Title, int? Status, string? Detail, string? NextStep, IReadOnlyDictionary<string, string[]>? Errors);
