# Takes a folder away through which a volume of any disk is reached; nothing to do where none is.
param($Request)

foreach ($disk in @(Storage\Get-Disk)) {
    foreach ($partition in @(Storage\Get-Partition -DiskNumber $disk.Number -ErrorAction SilentlyContinue)) {
        foreach ($path in @($partition.AccessPaths)) {
            if ($null -eq $path -or $path.TrimEnd('\', '/') -ne $Request.folder) { continue }
            $null = Storage\Remove-PartitionAccessPath -DiskNumber $disk.Number -PartitionNumber $partition.PartitionNumber -AccessPath $Request.folder
        }
    }
}
