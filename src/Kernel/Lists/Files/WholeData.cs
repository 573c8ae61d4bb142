namespace Weiguang.Kernel.Lists;

/// <summary>Who may take personal data away without a mask, once they have said why: asked by the page and by the file, and answered nowhere else. Registered by the module that knows people.</summary>
/// <param name="Permission">The name of what it asks for.</param>
public sealed record WholeData(string Permission)
{
    public bool MayTake(Viewer viewer) => viewer.May(Permission);
}
