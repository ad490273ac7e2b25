namespace DtnBox.Contracts.People;

/// <summary>Whether a person may come in.</summary>
public enum UserState
{
    /// <summary>Has signed up, and waits for an administrator, an invitation or an allowed e-mail domain.</summary>
    Pending,

    Active,

    /// <summary>Was shut out by an administrator.</summary>
    Disabled,
}
