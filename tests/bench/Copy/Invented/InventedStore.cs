using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace DtnBox.CopyBench.Invented;

/// <summary>Answers like an S3 store that has any number of equal objects; of what is written it keeps the check's objects only.</summary>
/// <remarks>It costs next to nothing, so that what is measured is who copies, and 200,000 objects take no time to make.</remarks>
internal sealed class InventedStore(int objects, int bytes)
{
    public const string FullBucket = "full";
    public const string EmptyBucket = "empty";

    /// <summary>Its listing is the number of objects that were written since the last one.</summary>
    public const string WrittenBucket = "written";

    /// <summary>What DtnBox writes, reads back and deletes to see whether it may.</summary>
    private const string CheckMark = ".dtnbox-check-";

    private readonly byte[] _content = new byte[bytes];
    private readonly string _etag = ETagOf(new byte[bytes]);
    private readonly ConcurrentDictionary<string, byte[]> _checks = new(StringComparer.Ordinal);

    private int _written;

    public Task AnswerAsync(HttpContext context)
    {
        string[] path = context.Request.Path.Value!.Split('/', 3);
        string key = path.Length > 2 ? path[2] : "";
        return (context.Request.Method, key.Length > 0) switch
        {
            ("GET", false) when path[1] == WrittenBucket => context.Response.WriteAsync($"{Interlocked.Exchange(ref _written, 0)}"),
            ("GET", false) => ListAsync(context, path[1]),
            ("HEAD", false) => Task.CompletedTask,
            ("GET" or "HEAD", true) => ReadAsync(context, _checks.GetValueOrDefault(key, _content)),
            ("PUT", true) when context.Request.Query.Count == 0 => WriteAsync(context, key),
            ("DELETE", true) => Answer(context, StatusCodes.Status204NoContent),
            _ => Answer(context, StatusCodes.Status501NotImplemented),
        };
    }

    private static Task Answer(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private async Task ListAsync(HttpContext context, string bucket)
    {
        IQueryCollection query = context.Request.Query;
        string after = query["continuation-token"].FirstOrDefault()
            ?? query["start-after"].FirstOrDefault() ?? query["marker"].FirstOrDefault() ?? "";
        int first = bucket == EmptyBucket ? objects : after.Length == 0 ? 0 : NumberOf(after) + 1;
        int page = int.Parse(query["max-keys"].FirstOrDefault() ?? "1000", CultureInfo.InvariantCulture);
        int end = Math.Min(objects, first + page);
        var document = new StringBuilder("<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">");
        document.Append($"<IsTruncated>{(end < objects ? "true" : "false")}</IsTruncated>");
        if (end < objects)
        {
            document.Append($"<NextContinuationToken>{KeyOf(end - 1)}</NextContinuationToken>");
        }

        for (int i = first; i < end; i++)
        {
            document.Append($"<Contents><Key>{KeyOf(i)}</Key><LastModified>2026-01-01T00:00:00.000Z</LastModified>")
                .Append($"<ETag>&quot;{_etag}&quot;</ETag><Size>{bytes}</Size></Contents>");
        }

        document.Append("</ListBucketResult>");
        context.Response.ContentType = "application/xml";
        await context.Response.WriteAsync(document.ToString(), context.RequestAborted);
    }

    private static async Task ReadAsync(HttpContext context, byte[] content)
    {
        context.Response.Headers.ETag = $"\"{ETagOf(content)}\"";
        context.Response.Headers.LastModified = "Thu, 01 Jan 2026 00:00:00 GMT";
        ReadOnlyMemory<byte> wanted = content;
        if (context.Request.GetTypedHeaders().Range?.Ranges.SingleOrDefault() is { From: { } from, To: { } to })
        {
            wanted = content.AsMemory((int)from..(int)Math.Min(to + 1, content.Length));
            context.Response.StatusCode = StatusCodes.Status206PartialContent;
            context.Response.Headers.ContentRange = $"bytes {from}-{from + wanted.Length - 1}/{content.Length}";
        }

        context.Response.ContentLength = wanted.Length;
        if (context.Request.Method == "GET")
        {
            await context.Response.Body.WriteAsync(wanted, context.RequestAborted);
        }
    }

    private async Task WriteAsync(HttpContext context, string key)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        byte[] content = body.ToArray();
        if (key.Contains(CheckMark, StringComparison.Ordinal))
        {
            _checks[key] = content;
        }
        else if (!content.AsSpan().SequenceEqual(_content))
        {
            // What arrives is compared at once: nobody can compare it later.
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }
        else
        {
            Interlocked.Increment(ref _written);
        }

        context.Response.Headers.ETag = $"\"{ETagOf(content)}\"";
    }

    private static string KeyOf(int number) => $"run/{number / 500:D4}/file-{number:D6}.dat";

    private static int NumberOf(string key) => int.Parse(key.AsSpan(key.LastIndexOf('-') + 1, 6), CultureInfo.InvariantCulture);

    [System.Diagnostics.CodeAnalysis.SuppressMessage(
        "Security", "CA5351", Justification = "MD5 is what S3 stores give as the entity tag.")]
    private static string ETagOf(byte[] content) => Convert.ToHexStringLower(MD5.HashData(content));
}
