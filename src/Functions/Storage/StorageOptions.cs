using System.ComponentModel.DataAnnotations;

namespace DtnBox.Functions.Storage;

/// <summary>Where the control plane keeps its state. Bound from the <c>Storage</c> section; checked at start-up.</summary>
/// <remarks>
/// The account is that of the Functions app itself: the connection string <c>AzureWebJobsStorage</c>, or, with an
/// identity instead of a key, <c>AzureWebJobsStorage__accountName</c>.
/// </remarks>
public sealed class StorageOptions
{
    public const string Section = "Storage";

    /// <summary>Gets or sets what table and container names begin with. Default <c>dtnbox</c>.</summary>
    [RegularExpression("^[a-z][a-z0-9]{2,29}$", ErrorMessage = "Storage:Prefix must be 3 to 30 of a-z 0-9, starting with a letter.")]
    public string Prefix { get; set; } = "dtnbox";
}
