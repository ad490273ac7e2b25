using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace DtnBox.Transfer.Stores;

/// <summary>Makes answers about uploads readable whose key holds characters that XML 1.0 cannot carry.</summary>
/// <remarks>
/// Keys may hold control characters. Listings of objects are asked for with encoded keys; the calls of an upload know no
/// such wish, and repeat the key as it is. Nobody needs it there, so what cannot be read is replaced.
/// </remarks>
internal sealed partial class XmlAnswers(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <summary>Replaces what an XML reader would refuse, written out or as a reference.</summary>
    public static string Clean(string document)
    {
        string clean = Reference().Replace(document, match => IsLegal(match) ? match.Value : "\ufffd");
        return Illegal().Replace(clean, "\ufffd");
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
        if (request.RequestUri?.Query.Contains("uploadId=", StringComparison.Ordinal) == true
            && response.Content.Headers.ContentLength != 0)
        {
            using HttpContent raw = response.Content;
            string document = await raw.ReadAsStringAsync(cancellationToken);
            response.Content = new StringContent(Clean(document), Encoding.UTF8, "application/xml");
        }

        return response;
    }

    private static bool IsLegal(Match reference)
    {
        ReadOnlySpan<char> digits = reference.Groups["hex"].ValueSpan;
        bool isNumber = digits.Length > 0
            ? int.TryParse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out int value)
            : int.TryParse(reference.Groups["decimal"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out value);
        return isNumber && (value > char.MaxValue || XmlConvert.IsXmlChar((char)value));
    }

    [GeneratedRegex("&#([xX](?<hex>[0-9a-fA-F]+)|(?<decimal>[0-9]+));", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Reference();

    [GeneratedRegex("[\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F\\uFFFE\\uFFFF]", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Illegal();
}
