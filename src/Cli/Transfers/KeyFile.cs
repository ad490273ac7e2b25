using System.Runtime.CompilerServices;
using System.Text;
using DtnBox.Contracts.Transfers;

namespace DtnBox.Cli.Transfers;

/// <summary>The keys of a file, one after the other: the file may be larger than memory.</summary>
/// <param name="bytes">The file, in UTF-8.</param>
/// <param name="name">What it is called in messages.</param>
/// <param name="end">What each key ends with; a carriage return before a line feed belongs to the end.</param>
internal sealed class KeyFile(Stream bytes, string name, char end)
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="UsageException">The file cannot be read, or holds something that is not a key.</exception>
    public async IAsyncEnumerable<string> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var text = new StreamReader(bytes, StrictUtf8, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        char[] buffer = new char[16 * 1024];
        var entry = new StringBuilder();
        long number = 0;
        int read;
        while ((read = await ReadAsync(text, buffer, number, cancellationToken)) > 0)
        {
            int from = 0;
            for (int at; (at = Array.IndexOf(buffer, end, from, read - from)) >= 0; from = at + 1)
            {
                number++;
                entry.Append(buffer, from, at - from);
                if (KeyOf(entry, number) is { } key)
                {
                    yield return key;
                }

                entry.Clear();
            }

            entry.Append(buffer, from, read - from);
            if (entry.Length > KeyListLimits.MaxKeyBytes + 1)
            {
                throw TooLong(number + 1);
            }
        }

        if (KeyOf(entry, number + 1) is { } last)
        {
            yield return last;
        }
    }

    private async Task<int> ReadAsync(StreamReader text, char[] buffer, long number, CancellationToken cancellationToken)
    {
        try
        {
            return await text.ReadAsync(buffer, cancellationToken);
        }
        catch (DecoderFallbackException)
        {
            throw new UsageException($"{name} is not UTF-8 somewhere after {Place(number)}. Keys are sent as UTF-8: convert it.");
        }
        catch (IOException fault)
        {
            throw new UsageException($"{name} cannot be read: {fault.Message}");
        }
    }

    private string? KeyOf(StringBuilder entry, long number)
    {
        if (end == '\n' && entry.Length > 0 && entry[^1] == '\r')
        {
            entry.Length--;
        }

        if (entry.Length == 0)
        {
            return null;
        }

        string key = entry.ToString();
        return Encoding.UTF8.GetByteCount(key) > KeyListLimits.MaxKeyBytes ? throw TooLong(number)
            : key.Contains('\0', StringComparison.Ordinal)
                ? throw new UsageException($"{name}, {Place(number)}: there is a NUL character. If it parts keys, use --keys-from0.")
            : key;
    }

    private UsageException TooLong(long number) => new(
        $"{name}, {Place(number)}: the key is longer than the {KeyListLimits.MaxKeyBytes:N0} bytes of UTF-8 that S3 allows."
        + (end == '\0' ? " Keys must be parted by NUL characters." : string.Empty));

    private string Place(long number) => end == '\0' ? $"key {number}" : $"line {number}";
}
