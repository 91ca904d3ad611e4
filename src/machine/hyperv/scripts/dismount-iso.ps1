# Detaches an ISO from the host; nothing to do where it is not attached.
param($Request)

$image = Storage\Get-DiskImage -ImagePath $Request.path
if ($image.Attached) { $null = Storage\Dismount-DiskImage -ImagePath $Request.path }
