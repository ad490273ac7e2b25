using DtnBox.Cli.Text;
using DtnBox.Contracts.People;

namespace DtnBox.Cli.People;

/// <summary>API tokens in words.</summary>
internal static class TokenText
{
    public static string Made(NewToken made) => string.Join('\n', new[]
    {
        $"Token  {made.Secret}",
        $"Until  {Figures.Moment(made.Token.ExpiresAt)}, for {string.Join(", ", made.Token.Scopes)} (shown only now)",
    }.Select(Printable.From));

    public static string Table(IReadOnlyList<TokenView> tokens) => tokens.Count == 0
        ? "No API tokens. Make one with: dtnbox token create NAME --scope Read"
        : Columns.From(
            ["ID", "NAME", "SCOPES", "UNTIL", "LAST USED"],
            [.. tokens.Select(token => new[]
            {
                token.Id,
                Printable.From(token.Name),
                string.Join(',', token.Scopes),
                Figures.Moment(token.ExpiresAt),
                token.LastUsedAt is { } used ? Figures.Moment(used) : "never",
            })]);
}
