using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using System.Web;

namespace DtnBox.Testing;

/// <summary>What a browser shows after the last redirect, or where one led that it did not follow to another host.</summary>
public sealed partial record FormPage(Uri Address, HttpStatusCode Status, HttpResponseHeaders Headers, string Html)
{
    /// <summary>Gets where the page's form goes to.</summary>
    public Uri FormAddress => FormTag().Match(Html) is { Success: true } form
        && Attribute(form.Value, "action") is { Length: > 0 } action
            ? new Uri(Address, action)
            : Address;

    /// <summary>Gets the hidden fields of the page, the one against forged requests among them.</summary>
    public IReadOnlyDictionary<string, string> HiddenFields => InputTag().Matches(Html)
        .Select(input => input.Value)
        .Where(input => Attribute(input, "type") == "hidden" && Attribute(input, "name") is not null)
        .DistinctBy(input => Attribute(input, "name"))
        .ToDictionary(input => Attribute(input, "name")!, input => Attribute(input, "value") ?? "");

    /// <summary>A parameter of the address, as a client reads its code.</summary>
    public string? Parameter(string name) => HttpUtility.ParseQueryString(Address.Query)[name];

    internal static async Task<FormPage> FromAsync(Uri address, HttpResponseMessage answer, CancellationToken cancellationToken)
        => new(address, answer.StatusCode, answer.Headers, await answer.Content.ReadAsStringAsync(cancellationToken));

    private static string? Attribute(string tag, string name)
        => AttributePair().Matches(tag).FirstOrDefault(pair => pair.Groups["name"].Value == name) is { } found
            ? WebUtility.HtmlDecode(found.Groups["value"].Value)
            : null;

    [GeneratedRegex("<form[^>]*>", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FormTag();

    [GeneratedRegex("<input[^>]*>", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex InputTag();

    [GeneratedRegex("(?<name>[\\w-]+)=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AttributePair();
}
