using System.Reflection;

namespace DtnBox.ControllerAgent;

/// <summary>The version this agent reports, without the build's commit.</summary>
internal static class AgentVersion
{
    public static string Text { get; } = typeof(AgentVersion).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
