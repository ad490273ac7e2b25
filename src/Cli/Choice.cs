using System.CommandLine;

namespace DtnBox.Cli;

/// <summary>An option that takes one of the names of an enum, and says which in its help.</summary>
internal static class Choice
{
    public static Option<TEnum?> Of<TEnum>(string name, string description)
        where TEnum : struct, Enum
    {
        var option = new Option<TEnum?>(name) { Description = description };
        option.AcceptOnlyFromAmong(Enum.GetNames<TEnum>());
        return option;
    }
}
