using System.CommandLine;

namespace DtnBox.Cli.Hub;

/// <summary>The arguments that become parts of an address.</summary>
internal static class HubPaths
{
    public static Argument<string> IdArgument()
    {
        var id = new Argument<string>("id") { Description = "The instance's id." };
        Check(id, "an instance id");
        return id;
    }

    public static Argument<string> EventArgument()
    {
        var name = new Argument<string>("event") { Description = "The event's name, as the orchestration waits for it." };
        Check(name, "an event's name");
        return name;
    }

    /// <summary>Refuses what cannot be part of an address.</summary>
    public static void Check(Argument argument, string what)
        => argument.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }, ..] && !IsPart(text))
            {
                result.AddError($"'{Text.Printable.From(text)}' is not {what}.");
            }
        });

    // A dot would name another address, escaped or not; Durable Functions allows none of the other characters in an id.
    private static bool IsPart(string text)
        => text is not ("" or "." or "..") && !text.Any(c => c is '/' or '\\' or '#' or '?' || char.IsControl(c));
}
