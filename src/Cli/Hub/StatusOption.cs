using System.CommandLine;

namespace DtnBox.Cli.Hub;

/// <summary>An option that takes some states, separated by commas or given one by one.</summary>
internal static class StatusOption
{
    public static Option<HubStatus[]> Of(string description, params HubStatus[] allowed) => new("--status")
    {
        Description = $"{description} Some of {string.Join(',', allowed)}.",
        HelpName = "status,...",
        AllowMultipleArgumentsPerToken = false,
        // A state that the host does not know it would ignore without a word, and so take all.
        CustomParser = result =>
        {
            List<HubStatus> chosen = [];
            foreach (string name in result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries)))
            {
                if (Array.Find(allowed, status => string.Equals($"{status}", name, StringComparison.OrdinalIgnoreCase)) is var known
                    && string.Equals($"{known}", name, StringComparison.OrdinalIgnoreCase))
                {
                    chosen.Add(known);
                }
                else
                {
                    result.AddError($"'{name}' is not one of {string.Join(", ", allowed)}.");
                }
            }

            return [.. chosen.Distinct()];
        },
    };
}
