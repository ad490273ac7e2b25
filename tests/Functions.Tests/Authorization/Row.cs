using System.IO.Compression;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.RegularExpressions;
using DtnBox.Contracts;

namespace DtnBox.Functions.Tests.Authorization;

/// <summary>One endpoint, and what each kind of caller is answered.</summary>
/// <param name="Method">The method; <c>*</c> for an endpoint that takes any.</param>
/// <param name="Path">
/// The path under <c>/api/v1</c>, or from the root when it begins with <c>~</c>. <c>{node}</c> is a thing that is made for
/// the request (<see cref="Things"/>), <c>{page=1}</c> is just that value.
/// </param>
/// <param name="Expected">The answers.</param>
internal sealed partial record Row(string Method, string Path, Columns Expected)
{
    /// <summary>Gets the body, if there is one.</summary>
    public Func<Things, Task<HttpContent?>> Body { get; init; } = _ => Task.FromResult<HttpContent?>(null);

    /// <summary>Gets what is special about this row, when the endpoint has several.</summary>
    public string? Note { get; init; }

    /// <summary>Gets a value indicating whether the answer goes on for minutes: then how it begins is all that is read.</summary>
    public bool Streams { get; init; }

    /// <summary>Gets the endpoint, with the names of its parameters left out.</summary>
    public string Endpoint => EndpointOf(Method, Path.StartsWith('~') ? Path[1..] : $"/api/v1{Path}");

    public static string EndpointOf(string method, string pattern)
    {
        string path = Parameter().Replace(pattern.Split('?')[0], "{}").TrimEnd('/');
        return $"{method} {(path.StartsWith('/') ? path : $"/{path}")}";
    }

    public Row Json(object body) => Json(_ => Task.FromResult(body));

    public Row Json(Func<Things, Task<object>> body) => this with
    {
        Body = async things => await body(things) is var value
            ? JsonContent.Create(value, value.GetType(), options: ContractJson.Options)
            : null,
    };

    /// <summary>Lines of a ledger, as agents send them.</summary>
    public Row Lines() => NdJson(GzipLines());

    /// <summary>A list of keys.</summary>
    public Row Keys() => NdJson("\"a-key\"\n"u8.ToArray());

    public static byte[] GzipLines()
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest))
        {
            gzip.Write("{}\n"u8);
        }

        return bytes.ToArray();
    }

    private Row NdJson(byte[] lines) => this with
    {
        Body = _ => Task.FromResult<HttpContent?>(new ByteArrayContent(lines)
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/x-ndjson") },
        }),
    };

    /// <summary>The address with things in it.</summary>
    public async Task<string> AddressAsync(Things things)
    {
        string path = Path.StartsWith('~') ? Path[1..] : $"/api/v1{Path}";
        var address = new StringBuilder();
        int done = 0;
        foreach (Match match in Parameter().Matches(path))
        {
            address.Append(path, done, match.Index - done);
            done = match.Index + match.Length;
            string name = match.Value[1..^1];
            int equals = name.IndexOf('=', StringComparison.Ordinal);
            address.Append(equals > 0 ? name[(equals + 1)..] : await things.IdAsync(name));
        }

        return address.Append(path, done, path.Length - done).ToString();
    }

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();
}
