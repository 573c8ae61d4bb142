namespace Weiguang.Kernel.Security;

/// <summary>An encrypted value as it stands in the database. Only the <see cref="Vault"/> can read it.</summary>
public readonly record struct Sealed(string Text)
{
    public static readonly Sealed Nothing = new("");

    public bool IsEmpty => string.IsNullOrEmpty(Text);

    public override string ToString() => "sealed";
}
