using System.Runtime.CompilerServices;

namespace DtnBox.DurableTask.Client;

/// <summary>Results that a host gives out page by page, to be read one by one or by the page.</summary>
public abstract class AsyncPageable<T> : IAsyncEnumerable<T> where T : notnull
{
    /// <summary>The pages, from the token of an earlier page on.</summary>
    /// <param name="pageSizeHint">How many results one page should hold. Default: what the query says.</param>
    public abstract IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null);

    public async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        await foreach (Page<T> page in AsPages().WithCancellation(cancellationToken))
        {
            foreach (T value in page.Values)
            {
                yield return value;
            }
        }
    }
}

/// <summary>Makes results in pages from what reads one page.</summary>
public static class Pageable
{
    /// <param name="read">Reads one page: from a token on (null for the first), of a wanted size (null for the usual).</param>
    public static AsyncPageable<T> Create<T>(Func<string?, int?, CancellationToken, Task<Page<T>>> read) where T : notnull
        => new PagesOf<T>(read);

    private sealed class PagesOf<T>(Func<string?, int?, CancellationToken, Task<Page<T>>> read) : AsyncPageable<T>
        where T : notnull
    {
        public override IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
            => ReadAsync(continuationToken, pageSizeHint);

        private async IAsyncEnumerable<Page<T>> ReadAsync(
            string? continuation, int? pageSize, [EnumeratorCancellation] CancellationToken cancellation = default)
        {
            do
            {
                Page<T> page = await read(continuation, pageSize, cancellation);
                yield return page;
                continuation = page.ContinuationToken;
            }
            while (continuation is not null);
        }
    }
}

/// <summary>One page of results.</summary>
/// <param name="ContinuationToken">Asks for the next page; null when this is the last one.</param>
public sealed record Page<T>(IReadOnlyList<T> Values, string? ContinuationToken = null) where T : notnull;
