using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;
using DtnBox.Contracts;
using DtnBox.Contracts.Transfers;

namespace DtnBox.Cli.Bandwidth;

/// <summary>How a bandwidth plan is given on the command line.</summary>
internal sealed class PlanArguments
{
    private readonly Argument<long?> _cap = new("cap")
    {
        Description = "The cap outside all windows, such as 50MiB/s or 1Gbit/s, or off.",
        Arity = ArgumentArity.ZeroOrOne,
        CustomParser = ParseCap,
    };

    private readonly Option<BandwidthWindow[]> _windows = new("--window")
    {
        Description = "A part of the week with another cap; the first that matches counts. May be repeated.",
        HelpName = "days from-to=cap",
        CustomParser = ParseWindows,
    };

    private readonly Option<string?> _zone = new("--time-zone")
    {
        Description = "The time zone of the windows, such as Europe/Berlin. Default: UTC.", HelpName = "zone",
    };

    private readonly Option<FileInfo?> _timetable = new("--timetable")
    {
        Description = "A file with the whole plan as JSON, as 'show --json' prints it.", HelpName = "file",
    };

    public void AddTo(Command verb)
    {
        verb.Add(_cap);
        verb.Add(_windows);
        verb.Add(_zone);
        verb.Add(_timetable);
    }

    /// <summary>The plan that was asked for; null to remove the cap.</summary>
    public async Task<BandwidthPlan?> ReadAsync(Session session, CancellationToken cancellationToken)
    {
        long? cap = session.Find(_cap);
        BandwidthWindow[] windows = session.Get(_windows) ?? [];
        string? zone = session.Get(_zone);
        if (session.Get(_timetable) is { } file)
        {
            return cap is null && windows.Length == 0 && zone is null
                ? await ReadAsync(file, cancellationToken)
                : throw new UsageException("--timetable is the whole plan: leave out the cap, --window and --time-zone.");
        }

        if (cap is null && windows.Length == 0)
        {
            throw new UsageException("Say what to do: a cap such as 50MiB/s, off, --window, or --timetable.");
        }

        return cap is null or 0 && windows.Length == 0
            ? null
            : new BandwidthPlan(cap is 0 ? null : cap, zone, windows.Length == 0 ? null : windows);
    }

    private static async Task<BandwidthPlan> ReadAsync(FileInfo file, CancellationToken cancellationToken)
    {
        try
        {
            await using FileStream stream = file.OpenRead();
            return await JsonSerializer.DeserializeAsync<BandwidthPlan>(stream, ContractJson.Options, cancellationToken)
                ?? throw new JsonException("the file holds null");
        }
        catch (Exception fault) when (fault is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--timetable: {file} is not a bandwidth plan: {fault.Message}");
        }
    }

    private static long? ParseCap(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (WindowText.ParseCap(text) is { } cap)
        {
            return cap;
        }

        result.AddError($"'{text}' is not a cap. Write one like 50MiB/s, 1Gbit/s or off.");
        return null;
    }

    private static BandwidthWindow[]? ParseWindows(ArgumentResult result)
    {
        List<BandwidthWindow> windows = [];
        foreach (Token token in result.Tokens)
        {
            if (WindowText.Parse(token.Value) is not { } window)
            {
                result.AddError(
                    $"'{token.Value}' is not a window. Write one like 'Mon-Fri 08:00-18:00=10MiB/s' or '22:00-06:00=off'.");
                return null;
            }

            windows.Add(window);
        }

        return [.. windows];
    }
}
