using System.Text.RegularExpressions;

namespace DtnBox.Functions.Api;

/// <summary>Whether what stood in an address in the place of an id may be repeated, in an answer or in the audit.</summary>
/// <remarks>
/// People paste whole tokens, codes and keys where an id belongs: <c>dtnbox token revoke dtn_ID_SECRET</c>. Only what
/// could be the id of something is repeated. No token can: each has an underscore.
/// </remarks>
internal static partial class ShownId
{
    public static bool Is(string? text) => text is not null && Pattern().IsMatch(text);

    [GeneratedRegex("^[a-z0-9.-]{1,64}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern();
}
