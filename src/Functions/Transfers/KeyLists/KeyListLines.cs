using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using DtnBox.Contracts.Transfers;

namespace DtnBox.Functions.Transfers.KeyLists;

/// <summary>Reads keys from JSON lines, each one string. Needs the same memory for any number of keys.</summary>
internal static class KeyListLines
{
    /// <summary>JSON may write each byte of a key as six characters.</summary>
    private const int LongestLine = (6 * KeyListLimits.MaxKeyBytes) + 64;

    /// <summary>Reads the keys; empty lines are passed over.</summary>
    /// <exception cref="KeyListException">A line is not a key.</exception>
    /// <exception cref="InvalidDataException">The body is compressed, and damaged.</exception>
    public static async IAsyncEnumerable<string> ReadAsync(
        Stream body, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        PipeReader pipe = PipeReader.Create(body, new StreamPipeReaderOptions(leaveOpen: true));
        long number = 0;
        bool ended = false;
        while (!ended)
        {
            ReadResult read = await pipe.ReadAsync(cancellationToken);
            ReadOnlySequence<byte> left = read.Buffer;
            while (TryTakeLine(ref left, read.IsCompleted, out ReadOnlySequence<byte> line))
            {
                number++;
                if (Parse(line, number) is { } key)
                {
                    yield return key;
                }
            }

            if (left.Length > LongestLine)
            {
                throw TooLong(number + 1);
            }

            ended = read.IsCompleted;
            pipe.AdvanceTo(left.Start, left.End);
        }

        await pipe.CompleteAsync();
    }

    private static bool TryTakeLine(ref ReadOnlySequence<byte> left, bool isLast, out ReadOnlySequence<byte> line)
    {
        if (left.PositionOf((byte)'\n') is { } end)
        {
            line = left.Slice(0, end);
            left = left.Slice(left.GetPosition(1, end));
            return true;
        }

        line = isLast ? left : default;
        left = isLast ? left.Slice(left.End) : left;
        return !line.IsEmpty;
    }

    private static string? Parse(ReadOnlySequence<byte> line, long number)
    {
        if (line.Length > LongestLine)
        {
            throw TooLong(number);
        }

        if (line.IsEmpty || (line.Length == 1 && line.FirstSpan[0] == (byte)'\r'))
        {
            return null;
        }

        string key = Text(line, number);
        return key.Length == 0 ? throw new KeyListException($"Line {number}: the key is empty. Leave the line out.")
            : Encoding.UTF8.GetByteCount(key) > KeyListLimits.MaxKeyBytes ? throw TooLong(number)
            : key;
    }

    private static string Text(ReadOnlySequence<byte> line, long number)
    {
        try
        {
            var json = new Utf8JsonReader(line);
            return json.Read() && json.TokenType == JsonTokenType.String && json.GetString() is { } key && !json.Read()
                ? key
                : throw new JsonException("it is something else");
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // The other exception is that of text which is no Unicode.
            throw new KeyListException($"Line {number} is not one JSON string of Unicode text, such as \"folder/name\".", fault);
        }
    }

    private static KeyListException TooLong(long number) => new(
        $"Line {number}: the key is longer than the {KeyListLimits.MaxKeyBytes:N0} bytes of UTF-8 that S3 allows. Leave it out.");
}
