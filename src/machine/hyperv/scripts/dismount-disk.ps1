# Detaches a disk from the host; nothing to do where it is not attached.
param($Request)

$disk = Hyper-V\Get-VHD -Path $Request.path
if ($null -ne $disk.DiskNumber) { Hyper-V\Dismount-VHD -Path $Request.path }
