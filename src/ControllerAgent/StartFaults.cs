using DtnBox.ControllerAgent.Enrollment;
using Microsoft.Extensions.Options;

namespace DtnBox.ControllerAgent;

/// <summary>What keeps an agent from starting, in lines for the person who set it up.</summary>
internal static class StartFaults
{
    /// <summary>The faults in an exception; none when it is a defect of ours.</summary>
    public static IReadOnlyList<string> In(Exception exception) => exception switch
    {
        OptionsValidationException settings => [.. settings.Failures],
        StateDirectoryException directory => [directory.Message],
        // Several sections of settings are wrong.
        AggregateException several => [.. several.InnerExceptions.SelectMany(In)],
        _ => [],
    };
}
